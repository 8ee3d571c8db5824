insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select
    'a' as account_id, timestamptz '2026-10-07 08:00:00+00' as opened_at,
    verdict as first_response_verdict, is_exempt as is_first_response_exempt,
from (values ('met', false), ('met', true), ('breached', true), ('breached', false), ('pending', false)) as rows_given (verdict, is_exempt);
-- mean 2 / 4; limits 0.5 -+ 3 * sqrt(0.25 / 4) = 0.5 -+ 0.75, cut at 0 and 1
