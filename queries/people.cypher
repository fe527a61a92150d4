// name: corrections()
// What people corrected of single facts, in the order of keys.
MATCH (c:Correction)
WITH c ORDER BY c.key
RETURN c.key AS key, c.program AS program, c.kind AS kind, c.old AS old, c.new AS new, c.lines AS lines,
       c.words AS words, c.who AS who, c.when AS when, c.why AS why;

// name: save_correction(key, program, kind, old, new, lines, words, who, when, why)
// Keep what a person says of a fact; a later word on the same fact replaces it.
MERGE (c:Correction {key: $key})
SET c.program = $program, c.kind = $kind, c.old = $old, c.new = $new, c.lines = $lines,
    c.words = $words, c.who = $who, c.when = $when, c.why = $why;

// name: drop_correction(key)
// Forget what a person said of a fact.
MATCH (c:Correction {key: $key}) DELETE c;

// name: feedback()
// Answers that people called wrong, newest first.
MATCH (f:Feedback)
WITH f ORDER BY f.when DESC, f.key
RETURN f.key AS key, f.question AS question, f.plan AS plan, f.answer AS answer, f.who AS who, f.when AS when,
       f.why AS why;

// name: save_feedback(key, question, plan, answer, who, when, why)
// Keep an answer that a person called wrong.
MERGE (f:Feedback {key: $key})
SET f.question = $question, f.plan = $plan, f.answer = $answer, f.who = $who, f.when = $when, f.why = $why;

// name: drop_feedback(keys)
// Forget answers that were called wrong.
UNWIND $keys AS feedback_key
MATCH (f:Feedback {key: feedback_key}) DELETE f;
