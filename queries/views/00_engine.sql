-- Everything runs in one transaction, so that the tables made here have no statistics yet and the engine takes them for
-- small. It would then join by time with nested loops, which takes minutes where the merge join takes a second.
SET asof_loop_join_threshold = 0;
