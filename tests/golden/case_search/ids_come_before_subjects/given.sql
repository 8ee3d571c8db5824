-- world: one_case
insert into cases by name
select
    case_id, 'a' as account_id, 'email' as channel, cast(opened_at as timestamptz) as opened_at, subject,
    'normal' as priority,
from (values
    ('x8', '2026-03-10 09:00:00+00', 'Bounces'),
    ('XC', '2026-03-01 09:00:00+00', 'Mail is slow'),
    ('x9', '2026-03-11 09:00:00+00', 'Mail is slow')
) as rows_given (case_id, opened_at, subject);
