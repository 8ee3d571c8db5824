-- world: tams
-- a second before midnight in Dubai, when Echo was handed over, and as it struck
insert into case_metrics (case_id, account_id, priority, opened_at, state) values ('d1', 'echo', 'low', '2026-10-26 19:59:59+00', 'open'), ('d2', 'echo', 'low', '2026-10-26 20:00:00+00', 'open');
