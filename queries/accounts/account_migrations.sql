-- question: Which migrations does this account have, and how far are they?
-- grain:    one row per migration, the newest first
-- params:   $account_id varchar
-- returns:  migration_id varchar, status varchar, started_on date, target_on date, completed_on date, target_daily_volume bigint, planned_volume bigint, last_traffic_on date, premium_sent bigint, premium_share double, tam_name varchar
-- decided:  planned_volume is that of the newest plan day up to as_of; premium_sent is the newest day of traffic up to
--           as_of, premium_share that of the 7 days that end with it; both are the account's, null without traffic

with today as (
    select cast(timezone(reporting_time_zone, as_of) as date) as today
    from snapshot
),

days as (
    select
        date,
        route,
        sent,
        bool_or(mailbox_provider is null) over (partition by date, route) as has_total,
        mailbox_provider is null as is_total,
    from email_traffic
    where account_id = $account_id and date <= (select today from today)
),

sent_days as (
    select
        date,
        sum(sent) filter (route = 'premium') as premium_sent,
        sum(sent) as all_sent,
    from days
    where not has_total or is_total
    group by date
),

traffic as (
    select
        max(date) as last_traffic_on,
        arg_max(coalesce(premium_sent, 0), date) as premium_sent,
        sum(premium_sent) filter (date > (select max(date) from sent_days) - 7)
            / nullif(sum(all_sent) filter (date > (select max(date) from sent_days) - 7), 0) as premium_share,
    from sent_days
)

select
    migrations.migration_id,
    migrations.status,
    migrations.started_on,
    migrations.target_on,
    migrations.completed_on,
    migrations.target_daily_volume,
    (
        select arg_max(planned_volume, date)
        from warmup_plan
        where migration_id = migrations.migration_id and date <= (select today from today)
    ) as planned_volume,
    traffic.last_traffic_on,
    cast(traffic.premium_sent as bigint) as premium_sent,
    traffic.premium_share,
    people.name as tam_name,
from migrations
cross join traffic
left join people on migrations.tam_id = people.person_id
where migrations.account_id = $account_id
order by migrations.started_on desc, migrations.migration_id
