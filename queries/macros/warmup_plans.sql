-- Rows that the questions about new warm-up plans share.

-- Published schedules that give a cap for each day of the whole ramp, a step a day: for one IP, or for all mail where
-- the schedule does not count IPs. Hourly caps become daily ones. Left out is what is no cap on a day of all mail:
-- a single point, a share, a campaign, the part of one mailbox provider.
create or replace temp macro schedule_steps() as table (
    with
        counted_days as (
            select
                provider as schedule,
                basis,
                source,
                note,
                day,
                max_volume,
                regexp_matches(basis, 'per IP', 'i') as is_per_ip,
                regexp_matches(basis, 'per hour', 'i') as is_per_hour,
                row_number() over (partition by provider order by day) as step,
                count(max_volume) over (partition by provider) as volume_count,
                min(day) over (partition by provider) as first_day,
                max(day) over (partition by provider) as last_day,
            from warmup_schedules
            where not regexp_matches(basis, 'mailbox provider', 'i')
        )
    select
        schedule,
        basis,
        source,
        note,
        is_per_ip,
        step,
        max_volume * if(is_per_hour, 24, 1) as step_volume,
    from counted_days
    where first_day <= 1 and volume_count = last_day - first_day + 1
);
