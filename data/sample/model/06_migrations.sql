-- The moves to the premium service: their plans by a published ramp, and how they went.

-- Stage 0 is the first day; the last is the one on which the ramp reaches the target.
create table stages as
select
    moves.migration_id,
    ramps.day as stage,
    least(ramps.volume * moves.addresses, moves.target_daily_volume) as planned_volume,
    max(ramps.day) over (partition by moves.migration_id) as last_stage
from moves
inner join ramps on ramps.ramp = moves.ramp
qualify coalesce(
    lag(ramps.volume * moves.addresses) over (partition by moves.migration_id order by ramps.day)
    < moves.target_daily_volume,
    true
);

update stages set last_stage = kept.last_stage
from (select migration_id, max(stage) as last_stage from stages group by migration_id) as kept
where kept.migration_id = stages.migration_id;

-- A day on which too little was delivered, and a pause, keep the move on its stage.
create table move_days as
with numbered as (
    select
        moves.migration_id,
        days.range as day,
        moves.started_on + cast(days.range as integer) as date,
        moves_held.migration_id is not null as is_held,
        coalesce(days.range >= moves.paused_from, false) as is_paused
    from moves
    inner join range(600) as days on moves.started_on + cast(days.range as integer) <= getvariable('through')
    left join moves_held
        on moves_held.migration_id = moves.migration_id
            and days.range between moves_held.first_day and moves_held.last_day
),

staged as (
    select
        *,
        count(*) filter (where not is_held and not is_paused) over (partition by migration_id order by day)
        - if(is_held or is_paused, 0, 1) as stages_reached
    from numbered
)

select
    staged.migration_id,
    staged.day,
    staged.date,
    staged.is_held,
    staged.is_paused,
    stages.stage,
    stages.planned_volume,
    staged.stages_reached > stages.last_stage as is_complete,
    staged.stages_reached - stages.last_stage as days_complete
from staged
inner join (select distinct migration_id, last_stage from stages) as lasts on lasts.migration_id = staged.migration_id
inner join stages
    on stages.migration_id = staged.migration_id
        and stages.stage = least(staged.stages_reached, lasts.last_stage);

insert into migrations
with lasts as (
    select migration_id, max(stage) as last_stage
    from stages
    group by migration_id
),

completions as (
    select migration_id, min(date) as completed_on
    from move_days
    where is_complete
    group by migration_id
)

select
    moves.migration_id,
    moves.account_id,
    tam_assignments.tam_id,
    moves.started_on,
    -- Three days of slack beyond the plan.
    moves.started_on + cast(lasts.last_stage + 3 as integer) as target_on,
    moves.target_daily_volume,
    moves.status,
    if(moves.status = 'completed', completions.completed_on, null) as completed_on
from moves
inner join lasts on lasts.migration_id = moves.migration_id
left join completions on completions.migration_id = moves.migration_id
left join tam_assignments
    on tam_assignments.account_id = moves.account_id
        and tam_assignments.assigned_from <= moves.started_on
        and coalesce(tam_assignments.assigned_until > moves.started_on, true);

insert into warmup_plan
select
    moves.migration_id,
    moves.started_on + cast(stages.stage as integer) as date,
    stages.planned_volume
from moves
inner join stages on stages.migration_id = moves.migration_id;
