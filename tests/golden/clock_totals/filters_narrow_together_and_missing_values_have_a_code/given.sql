insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');

insert into accounts by name
select account_id, account_id as name, region from (values ('a', 'EMEA'), ('b', null), ('c', null)) as rows_given (account_id, region);
insert into case_metrics by name
select account_id, tam_id, category, priority, channel, timestamptz '2026-10-05 08:00:00+00' as opened_at,
    false as is_first_response_exempt,
from (values
    ('b', null, null, 'high', 'email'),           -- the only one that matches everything
    ('a', null, null, 'high', 'email'),           -- another region
    ('c', null, null, 'high', 'email'),           -- another account
    ('b', 't', null, 'high', 'email'),            -- has a TAM
    ('b', null, 'problem', 'high', 'email'),      -- has a category
    ('b', null, null, 'low', 'email'),            -- another priority
    ('b', null, null, 'high', 'dashboard')        -- another channel
) as rows_given (account_id, tam_id, category, priority, channel);
