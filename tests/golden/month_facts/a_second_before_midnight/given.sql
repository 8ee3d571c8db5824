-- world: monthly
update snapshot set as_of = timestamptz '2026-09-30 21:59:59+00';
