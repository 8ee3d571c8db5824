insert into email_traffic by name
select 'a' as account_id, cast(date as date) as date, route, mailbox_provider, sent, delivered, bounced, deferred, complaints
from (values
    ('2026-10-01', 'premium', null, 100, 90, 5, 20, 9),
    ('2026-10-01', 'premium', 'Gmail', 60, 59, 1, 2, 1),     -- part of the row above
    ('2026-10-01', 'legacy', 'Gmail', 30, 20, 10, null, 0),  -- no total: the parts add up
    ('2026-10-01', 'legacy', 'Yahoo', 10, 10, 0, null, 3),
    ('2026-10-02', 'premium', null, 0, 0, 0, 0, 0),
    ('2026-10-03', 'premium', null, 1, 1, 1, 1, 1)
) as rows_given (date, route, mailbox_provider, sent, delivered, bounced, deferred, complaints);
