-- What is due next in a TAM's book.

-- What is open with a TAM, each once by its most urgent clock: cases and escalations as At risk has them, migrations by the
-- end of their target day on the account's calendar, mediations by what they wait for, since when.
create or replace temp macro tam_due_items(tam) as table (
    with
        open_items as (
            select * from tam_open_items([], [tam], [], [], [], [])
        ),
        clocks as (
            select *
            from running_clocks([], [tam], [], [], [], [])
            where is_most_urgent
        ),
        migration_ends as (
            select
                migration_id,
                timezone(time_zone, cast(target_on + 1 as timestamp)) as due_at,
                target_on < today as is_over,
                target_on = today as is_today,
                as_of,
            from held_migrations([], [tam], [], [], [], [])
        ),
        mediation_waits as (
            select
                mediation_id,
                mailbox_provider,
                coalesce(provider_replied_at, form_submitted_at, best_practices_met_at, opened_at) as waiting_since,
            from held_mediations([], [tam], [], [], [], [])
        )
    select
        open_items.item,
        open_items.item_id,
        case open_items.item
            when 'migration' then 'migration_target'
            when 'mediation' then 'mediation'
            else clocks.clock
        end as clock,
        case
            when open_items.item = 'mediation' then 'no_target'
            when migration_ends.is_over then 'breached'
            when migration_ends.is_today then 'due_today'
            when open_items.item = 'migration' then 'later'
            else clocks.band
        end as band,
        coalesce(clocks.due_at, migration_ends.due_at) as due_at,
        coalesce(clocks.left_seconds, date_diff('second', migration_ends.as_of, migration_ends.due_at)) as left_seconds,
        coalesce(clocks.is_elapsed, open_items.item = 'migration') as is_elapsed,
        open_items.state,
        open_items.category,
        open_items.priority,
        open_items.account_id,
        open_items.account_name,
        open_items.case_id,
        if(open_items.item = 'mediation', open_items.state, null) as waits_for,
        coalesce(clocks.started_at, mediation_waits.waiting_since, open_items.since_at) as since_at,
        open_items.points,
        open_items.is_elsewhere,
        open_items.codes,
        mediation_waits.mailbox_provider,
    from open_items
    left join clocks on open_items.item = clocks.item and open_items.item_id = clocks.item_id
    left join migration_ends on if(open_items.item = 'migration', open_items.item_id, null) = migration_ends.migration_id
    left join mediation_waits on if(open_items.item = 'mediation', open_items.item_id, null) = mediation_waits.mediation_id
);
