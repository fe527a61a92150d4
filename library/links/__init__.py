"""Links between the programs, people, units and buildings of different documents: a pure function of the graph."""
