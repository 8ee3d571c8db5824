-- world: monthly
update snapshot set as_of = timestamptz '2026-09-30 22:00:00+00';
