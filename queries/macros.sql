-- Rows that several questions share, written once. Each question that names one gets it on its own cursor,
-- as a temporary macro: a snapshot is never changed.

-- The first instant of a local date in the reporting time zone. Midnight may come twice (the clock goes back over
-- it; the later one is given), so the instants before it are asked for their date. Where midnight never comes (the
-- clock goes forward over it) the first instant after the gap is given, which is right.
create or replace temp macro first_instant(day) as (
    with
        moments as (
            select
                timezone(reporting_time_zone, cast(day as timestamp)) + to_minutes(unnest([-120, -60, -30, 0]))
                    as moment,
                reporting_time_zone,
            from snapshot
        )
    select min(moment)
    from moments
    where cast(timezone(reporting_time_zone, moment) as date) >= day
);

-- The first day of the period of equal length that ends where this one, [since, until), begins.
create or replace temp macro start_before(since, until) as (
    cast(since as date) - cast(cast(until as date) - cast(since as date) as integer)
);

-- Whether an account, a TAM, a category, a priority, a channel and a region are among those chosen: an empty list is no
-- choice, and what is missing has a code of its own.
create or replace temp macro is_chosen(
    accounts, tams, categories, priorities, channels, regions, account_id, tam_id, category, priority, channel, region
) as (
    (len(accounts) = 0 or list_contains(accounts, account_id))
    and (len(tams) = 0 or list_contains(tams, coalesce(tam_id, 'no_tam')))
    and (len(categories) = 0 or list_contains(categories, coalesce(category, 'uncategorised')))
    and (len(priorities) = 0 or list_contains(priorities, priority))
    and (len(channels) = 0 or list_contains(channels, channel))
    and (len(regions) = 0 or list_contains(regions, coalesce(region, 'no_region')))
);

-- Whether what was counted as the snapshot was made (data/model/89_counts.sql) answers: it knows no accounts and no TAMs. The
-- filters are known before a question runs, so the branch that does not answer is not read.
create or replace temp macro is_counted(accounts, tams) as (len(accounts) = 0 and len(tams) = 0);

-- A case belongs to the local date on which it was opened, in the reporting time zone. Comparing instants
-- with the ends of the period says the same as converting every case, at a fraction of the cost.
create or replace temp macro filtered_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        chosen_accounts as (
            select account_id
            from accounts
            where len(regions) = 0 or list_contains(regions, coalesce(region, 'no_region'))
        )
    select
        case_metrics.*,
        timezone((select reporting_time_zone from snapshot), case_metrics.opened_at) as opened_local,
    from case_metrics
    where case_metrics.opened_at >= first_instant(since)
        and case_metrics.opened_at < first_instant(until)
        and is_chosen(
            accounts, tams, categories, priorities, channels, [],
            case_metrics.account_id, case_metrics.tam_id, case_metrics.category, case_metrics.priority,
            case_metrics.channel, null
        )
        and (len(regions) = 0 or case_metrics.account_id in (select account_id from chosen_accounts))
);

-- Cases that are not resolved as of the snapshot, whenever they were opened; the TAM is the one their account has now.
create or replace temp macro open_cases_now(accounts, tams, categories, priorities, channels, regions) as table (
    select *
    from open_cases
    where is_chosen(
        accounts, tams, categories, priorities, channels, regions, account_id, tam_id, category, priority, channel, region
    )
);

-- Escalations under the shared filters, whenever they were raised. They have no priority, and a channel that is none
-- of a case (phone, email): while cases are narrowed to some of these, no escalation is among them.
create or replace temp macro filtered_escalations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        dated_escalations.*,
        accounts_of.name as account_name,
        coalesce(people.calendar_id, accounts_of.calendar_id) as calendar_id,
        people.name as tam_name,
    from dated_escalations
    inner join accounts as accounts_of on dated_escalations.account_id = accounts_of.account_id
    left join people on dated_escalations.tam_id = people.person_id
    where len(priorities) = 0
        and len(channels) = 0
        and is_chosen(
            accounts, tams, categories, [], [], regions,
            dated_escalations.account_id, dated_escalations.tam_id, dated_escalations.category, null, null,
            accounts_of.region
        )
);
