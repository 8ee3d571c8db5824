insert into snapshot values ('2026-10-31 12:00:00+00', '2026-10-31 12:00:00+00', 'UTC', '1');
-- 100 cases in each of three months, of which 4, 6 and 20 came back: the mean is 30 of 300, a tenth; 3 sigma of a month are
-- 3 * sqrt(0.1 * 0.9 / 100) = 0.09, so the limits are 0.01 and 0.19
insert into case_metrics by name
select
    month || '-' || number as case_id, 'a' as account_id, 'email' as channel, 'normal' as priority, 'problem' as category,
    cast('2026-' || month || '-15 12:00:00+00' as timestamptz) as opened_at, 'resolved' as state, 2 as update_count, 0 as escalation_count,
    if(number <= reopened, 1, 0) as reopen_count,
from (values ('08', 4), ('09', 6), ('10', 20)) as rows_given (month, reopened)
cross join (select unnest(range(1, 101)) as number);
