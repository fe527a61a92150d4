"""From a question that was read to a plan: what is asked, about what, under which filters, of which kind."""
