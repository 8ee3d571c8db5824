-- question: Which volume would each day of a new warm-up plan have?
-- grain:    one row per planned day, from the start to the first day on the target, or to the schedule's last step
-- params:   $schedule varchar, $ips bigint, $target bigint (messages a day), $start date, $skip_weekends boolean
-- returns:  step bigint, date date, planned_volume bigint, published_volume bigint, is_on_target boolean
-- decided:  a schedule per IP is taken times $ips, another as it stands; published_volume is before the cut at the
--           target; skipped weekends have no row, so the plan grows longer and never steeper; a schedule that ends
--           below the target is not carried on: what its publisher does not say is not planned

with steps as (
    select
        step,
        step_volume * if(is_per_ip, $ips, 1) as published_volume,
    from schedule_steps()
    where schedule = $schedule
),

planned_steps as (
    select
        step,
        published_volume,
        published_volume >= $target as is_on_target,
    from steps
    where step <= coalesce(
            (select min(step) from steps where published_volume >= $target), (select max(step) from steps)
        )
),

sending_days as (
    select
        date,
        row_number() over (order by date) as step,
    from (
        select
            cast($start as date) + cast(unnest(range(2 * (select count(*) from planned_steps) + 7)) as integer) as date,
    ) as days
    where not $skip_weekends or isodow(date) < 6
)

select
    planned_steps.step,
    sending_days.date,
    cast(least(planned_steps.published_volume, $target) as bigint) as planned_volume,
    cast(planned_steps.published_volume as bigint) as published_volume,
    planned_steps.is_on_target,
from planned_steps
inner join sending_days on planned_steps.step = sending_days.step
order by planned_steps.step
