-- What the moving accounts sent each day: over the old route until they move, over the new one as the warm-up allows.

create table traffic_days as
with dates as (
    select
        moves.*,
        moves.started_on + cast(days.range - 28 as integer) as date,
        dice('traffic|' || moves.migration_id || '|' || days.range) as thrown
    from moves
    inner join range(700) as days
        on moves.started_on + cast(days.range - 28 as integer) <= getvariable('through')
)

select
    dates.migration_id,
    dates.account_id,
    dates.date,
    dates.thrown,
    dates.is_by_provider,
    coalesce(move_days.is_held, false) as is_held,
    -- What the customer has to send: less at weekends.
    dates.target_daily_volume * (if(isodow(dates.date) > 5, 760, 1000) + first_roll(dates.thrown) % 90) // 1000
        as wanted,
    if(
        coalesce(move_days.is_paused, true),
        0,
        move_days.planned_volume * (1000 + second_roll(dates.thrown) % 40) // 1000
    ) as allowed,
    coalesce(move_days.is_complete, false) as is_complete,
    -- Bounces show as the volume grows; those of the old route are the usual ones.
    dates.bounced * least(10, coalesce(move_days.day, 0) + 2) // 10 as bounced,
    dates.complained
from dates
left join move_days on move_days.migration_id = dates.migration_id and move_days.date = dates.date
where coalesce(move_days.days_complete, 0) <= 60
    and (dates.status <> 'cancelled' or coalesce(move_days.day, 0) <= 30);

create table route_days as
select
    migration_id,
    account_id,
    date,
    thrown,
    is_by_provider,
    'premium' as route,
    if(is_complete, wanted, allowed) as sent,
    bounced * (90 + third_roll(thrown) % 20) // 100 as bounced_rate,
    complained * (80 + third_roll(thrown) // 100 % 40) // 100 as complained_rate,
    if(is_held, 1180 + third_roll(thrown) % 260, 20 + third_roll(thrown) % 50) as undelivered_rate,
    if(is_held, 2400 + third_roll(thrown) % 900, 120 + third_roll(thrown) % 260) as deferred_rate
from traffic_days
where if(is_complete, wanted, allowed) > 0

union all

select
    migration_id,
    account_id,
    date,
    thrown,
    is_by_provider,
    'legacy' as route,
    wanted - allowed as sent,
    80 + third_roll(thrown) % 30 as bounced_rate,
    4 + third_roll(thrown) % 3 as complained_rate,
    10 + third_roll(thrown) % 30 as undelivered_rate,
    90 + third_roll(thrown) % 160 as deferred_rate
from traffic_days
where wanted > allowed and not is_complete;

insert into email_traffic
with parts as (
    select *, cast(null as varchar) as mailbox_provider
    from route_days

    union all

    -- The largest providers alone: a little less than everything. Trouble sits at the second of them.
    select
        route_days.* replace (
            route_days.sent * chances.weight * (900 + second_roll(route_days.thrown) % 30) // 100000 as sent,
            route_days.undelivered_rate
            * if(route_days.undelivered_rate > 1000, if(chances.position = 1, 250, 40), 100) // 100 as undelivered_rate,
            route_days.deferred_rate
            * if(route_days.undelivered_rate > 1000, if(chances.position = 1, 240, 45), 100) // 100 as deferred_rate
        ),
        chances.value
    from route_days
    inner join chances on chances.topic = 'mailbox provider'
    where route_days.is_by_provider and route_days.route = 'premium'
)

select
    account_id,
    date,
    route,
    mailbox_provider,
    sent,
    sent - sent * bounced_rate // 10000 - sent * undelivered_rate // 10000 as delivered,
    sent * bounced_rate // 10000 as bounced,
    sent * deferred_rate // 10000 as deferred,
    sent * complained_rate // 10000 as complaints
from parts
where sent > 0;
