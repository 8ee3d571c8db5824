-- Rows that several questions share, written once. Each question that names one gets it on its own cursor,
-- as a temporary macro: a snapshot is never changed.

-- A case belongs to the local date on which it was opened, in the reporting time zone. The two bounds on
-- opened_at only save work (a day of slack covers every zone); the local date decides.
create or replace temp macro filtered_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        zones as (
            select reporting_time_zone
            from snapshot
        ),
        chosen_accounts as (
            select account_id
            from accounts
            where len(regions) = 0 or list_contains(regions, coalesce(region, 'no_region'))
        ),
        dated_cases as (
            select
                case_metrics.*,
                timezone(zones.reporting_time_zone, case_metrics.opened_at) as opened_local,
            from case_metrics
            cross join zones
            where case_metrics.opened_at >= cast(since as timestamp) at time zone 'UTC' - interval 1 day
                and case_metrics.opened_at < cast(until as timestamp) at time zone 'UTC' + interval 1 day
                and (len(accounts) = 0 or list_contains(accounts, case_metrics.account_id))
                and (len(tams) = 0 or list_contains(tams, coalesce(case_metrics.tam_id, 'no_tam')))
                and (
                    len(categories) = 0
                    or list_contains(categories, coalesce(case_metrics.category, 'uncategorised'))
                )
                and (len(priorities) = 0 or list_contains(priorities, case_metrics.priority))
                and (len(channels) = 0 or list_contains(channels, case_metrics.channel))
                and (len(regions) = 0 or case_metrics.account_id in (select account_id from chosen_accounts))
        )
    select *
    from dated_cases
    where cast(opened_local as date) >= since
        and cast(opened_local as date) < until
);
