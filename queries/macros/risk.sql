-- Rows that several questions about what is due share.

-- The order in which bands and clocks press, most urgent first, as in data/model/88_running_clocks.sql.
create or replace temp macro risk_bands() as (
    ['breached', 'due_within_hour', 'due_today', 'later', 'no_target', 'waiting_on_customer', 'resolution_proposed']
);
create or replace temp macro risk_clock_names() as (
    ['first_response', 'next_response', 'escalation_acknowledgement', 'escalation_resolution', 'resolution']
);

-- Every clock that runs or is paused on what is open now. Escalations have no priority, and a channel that is none of a
-- case: while cases are narrowed to some of these, no escalation is among them. A case has the TAM of its account now.
create or replace temp macro running_clocks(accounts, tams, categories, priorities, channels, regions) as table (
    select *
    from running_clocks
    where (len(accounts) = 0 or list_contains(accounts, account_id))
        and (len(tams) = 0 or list_contains(tams, coalesce(tam_id, 'no_tam')))
        and (len(categories) = 0 or list_contains(categories, coalesce(category, 'uncategorised')))
        and (len(priorities) = 0 or coalesce(list_contains(priorities, priority), false))
        and (len(channels) = 0 or coalesce(list_contains(channels, channel), false))
        and (len(regions) = 0 or list_contains(regions, coalesce(region, 'no_region')))
);
