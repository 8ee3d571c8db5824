-- Exemptions of this part: many cases of the incident, and a few others, each with a reason.

insert into exemptions
with excused as (
    select
        number,
        case_id,
        calendar_id,
        business_opened,
        manager_id,
        is_incident,
        dice('exemption|' || number) as thrown
    from drawn_cases
    where first_roll(dice('exemption|' || number)) < if(is_incident, 300000, 6000)
),

approved as (
    select
        excused.*,
        openings.opens_at + to_seconds(excused.business_opened + 60000 + second_roll(excused.thrown) % 60000
        - openings.seconds_before) as approved_at
    from excused
    asof inner join openings
        on openings.calendar_id = excused.calendar_id
            and excused.business_opened + 60000 + second_roll(excused.thrown) % 60000 >= openings.seconds_before
)

select
    approved.case_id,
    if(approved.is_incident, 'first_response', ['first_response', 'next_response', 'resolution'][third_roll(approved.thrown) % 3 + 1])
        as metric,
    exemption_reasons.reason,
    approved.manager_id as approved_by,
    approved.approved_at
from approved
inner join exemption_reasons
    on exemption_reasons.slot = if(
        approved.is_incident,
        0,
        1 + second_roll(approved.thrown) % ((select count(*) from exemption_reasons) - 1)
    )
where approved.approved_at <= getvariable('cutoff');
