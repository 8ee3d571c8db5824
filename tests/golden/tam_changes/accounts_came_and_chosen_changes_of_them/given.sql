-- world: tams
-- opened as midnight struck in Dubai, when Echo was handed over
insert into case_metrics (case_id, account_id, priority, opened_at, state) values ('c9', 'echo', 'low', '2026-10-26 20:00:00+00', 'open');
