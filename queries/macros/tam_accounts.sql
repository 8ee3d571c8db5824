-- Who has an account now, and who holds what beside its cases.

-- Accounts with the TAM they have as of the snapshot, and whether that day is one for which the terms promise a TAM.
create or replace temp macro tam_accounts_now(accounts, regions) as table (
    select
        account_tams_now.account_id,
        account_tams_now.account_name,
        account_tams_now.region,
        account_tams_now.tam_id,
        calendars.calendar_id,
        calendars.time_zone,
        records.premium_from,
        records.premium_until,
        snapshot.as_of,
        cast(timezone(calendars.time_zone, snapshot.as_of) as date) as today,
        today >= records.premium_from and today < coalesce(records.premium_until, date '9999-12-31') as is_premium,
    from account_tams_now
    inner join accounts as records on account_tams_now.account_id = records.account_id
    inner join calendars on account_tams_now.calendar_id = calendars.calendar_id
    cross join snapshot
    where (len(accounts) = 0 or list_contains(accounts, account_tams_now.account_id))
        and (len(regions) = 0 or list_contains(regions, coalesce(account_tams_now.region, 'no_region')))
);

-- Mediations up to as_of under the shared filters, whenever they were opened, each held by the TAM of its account on the
-- day it was opened. They have no category, priority and channel: while one is chosen, no mediation is among them.
create or replace temp macro held_mediations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        held.mediation_id,
        held.account_id,
        held.tam_id,
        mediations.mailbox_provider,
        held.opened_at,
        held.best_practices_met_at,
        held.form_submitted_at,
        held.provider_replied_at,
        held.closed_at,
        held.outcome,
        now_of.account_name,
        now_of.tam_id as current_tam_id,
    from mediation_metrics as held
    inner join mediations on held.mediation_id = mediations.mediation_id
    inner join tam_accounts_now(accounts, regions) as now_of on held.account_id = now_of.account_id
    where len(categories) = 0
        and len(priorities) = 0
        and len(channels) = 0
        and (len(tams) = 0 or list_contains(tams, coalesce(held.tam_id, 'no_tam')))
);

-- Migrations that have started under the shared filters, each held by its own TAM, else by the TAM of its account on the
-- day it started. As with mediations, none is in a category, priority or channel.
create or replace temp macro held_migrations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        held.migration_id,
        held.account_id,
        held.tam_id,
        migrations.tam_id as named_tam_id,
        held.status,
        migrations.started_on,
        migrations.target_on,
        migrations.completed_on,
        held.stalled_since,
        now_of.account_name,
        now_of.tam_id as current_tam_id,
        now_of.time_zone,
        now_of.as_of,
        now_of.today,
    from migration_metrics as held
    inner join migrations on held.migration_id = migrations.migration_id
    inner join tam_accounts_now(accounts, regions) as now_of on held.account_id = now_of.account_id
    where migrations.started_on <= now_of.today
        and len(categories) = 0
        and len(priorities) = 0
        and len(channels) = 0
        and (len(tams) = 0 or list_contains(tams, coalesce(held.tam_id, 'no_tam')))
);
