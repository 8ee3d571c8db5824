-- world: one_case
insert into cases by name
select
    case_id, 'a' as account_id, 'email' as channel, cast(opened_at as timestamptz) as opened_at, subject,
    'normal' as priority,
from (values
    ('x1', '2026-03-01 09:00:00+00', 'Bounces, again'),
    ('x2', '2026-03-02 09:00:00+00', 'Again a bounce'),
    ('x3', '2026-03-02 09:00:00+00', null)
) as rows_given (case_id, opened_at, subject);
