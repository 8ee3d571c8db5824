-- question: Where does each migration stand, and when will it be done?
-- grain:    one row per migration of the group: those still to be finished first, the furthest behind first among them
-- params:   $accounts varchar[], $tams varchar[], $regions varchar[] ([] = all), $group_code varchar (a group of migration_totals; `all` = every one)
-- returns:  migration_id varchar, account_id varchar, account_name varchar, region varchar, tam_id varchar, tam_name varchar, status varchar, standing varchar, stage bigint, stages bigint, share_now double, days_behind bigint, stalled_since date, health varchar, started_on date, target_on date, completed_on date, projected_on date, projected_low_on date, projected_high_on date, days_to_target bigint, cannot_say varchar, open_blockers bigint, out_of_scope_count bigint, target_daily_volume bigint, premium_sent bigint, shares_account boolean, judged_on date, share_trend double[], volume_trend double[]
-- decided:  the rows behind every tile; trends are the 30 days up to judged_on, null where nothing is known of a day;
--           days_to_target is after the target above 0, for a completed one what it was; out_of_scope_count is
--           escalations on the account from started_on to judged_on that the terms exclude, open or not, and no
--           blocker; shares_account: another migration of the account ran at the same time, and the traffic cannot be
--           told apart

with listed_migrations as (
    select *
    from standing_migrations($accounts, $tams, $regions)
    where list_contains(group_codes, $group_code)
),

trend_days as (
    select
        migration_id,
        judged_on,
        cast(unnest(range(judged_on - 29, judged_on + 1, interval 1 day)) as date) as date,
    from listed_migrations
),

trends as (
    select
        trend_days.migration_id,
        list(migration_days.share_7d order by trend_days.date) as share_trend,
        list(cast(migration_days.premium_sent as double) order by trend_days.date) as volume_trend,
        any_value(migration_days.premium_sent) filter (trend_days.date = trend_days.judged_on) as premium_sent,
    from trend_days
    left join migration_days
        on trend_days.migration_id = migration_days.migration_id and trend_days.date = migration_days.date
    group by trend_days.migration_id
)

select
    listed_migrations.migration_id,
    listed_migrations.account_id,
    listed_migrations.account_name,
    listed_migrations.region,
    listed_migrations.tam_id,
    listed_migrations.tam_name,
    listed_migrations.status,
    listed_migrations.standing,
    listed_migrations.stage,
    listed_migrations.stages,
    listed_migrations.share_now,
    listed_migrations.days_behind,
    listed_migrations.stalled_since,
    listed_migrations.health,
    listed_migrations.started_on,
    listed_migrations.target_on,
    listed_migrations.completed_on,
    listed_migrations.projected_on,
    listed_migrations.projected_low_on,
    listed_migrations.projected_high_on,
    date_diff('day', listed_migrations.target_on, listed_migrations.projected_on) as days_to_target,
    listed_migrations.cannot_say,
    listed_migrations.open_blockers,
    listed_migrations.out_of_scope_count,
    listed_migrations.target_daily_volume,
    trends.premium_sent,
    listed_migrations.shares_account,
    listed_migrations.judged_on,
    trends.share_trend,
    trends.volume_trend,
from listed_migrations
left join trends on listed_migrations.migration_id = trends.migration_id
order by
    not listed_migrations.is_open,
    listed_migrations.days_behind desc nulls last,
    lower(listed_migrations.account_name),
    listed_migrations.started_on desc,
    listed_migrations.migration_id
