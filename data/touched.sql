-- Whose derived rows may come out otherwise after a merge: `touched_cases` and `touched_escalations`. The derived tables are
-- still those of the snapshot before (`snapshot_before`), the record tables those of after; `changed_<record type>` has
-- the key and the references of each row that came or went. Hours, holidays, calendars and targets have not changed.

create or replace temp table touched_escalations as
select escalation_id from changed_escalations
union
-- as_of has moved on: what was not over, and what lay ahead
select escalation_id from escalation_metrics where state <> 'resolved'
union
select escalation_id from escalations where raised_at > (select as_of from snapshot_before)
union
-- due when the hours were not laid out that far; they are laid out a little further every day
select escalation_id
from escalation_metrics
where acknowledgement_due_at is null and acknowledgement_target_seconds is not null
union
-- other hours, another TAM
select escalation_id
from escalations
where account_id in (select account_id from changed_accounts union all select account_id from changed_tam_assignments)
union
select escalation_id from escalation_metrics where tam_id in (select person_id from changed_people);

create or replace temp table touched_cases as
select case_id from changed_cases
union
select case_id from changed_case_events
union
select case_id from changed_exemptions
union
select case_id from changed_escalations where case_id is not null
union
select case_id from case_metrics where state <> 'resolved'
union
select case_id from cases where opened_at > (select as_of from snapshot_before)
union
select case_id from case_events where occurred_at > (select as_of from snapshot_before)
union
select case_id from exemptions where approved_at > (select as_of from snapshot_before)
union
select case_id
from case_metrics
where (first_response_due_at is null and first_response_target_seconds is not null)
    or (resolution_due_at is null and resolution_target_seconds is not null)
union
select case_id from response_metrics where due_at is null and target_seconds is not null
union
select case_id
from cases
where account_id in (select account_id from changed_accounts union all select account_id from changed_tam_assignments)
union
-- their number stands with the case, and who spoke last is asked of open ones
select escalations.case_id
from escalations
inner join touched_escalations on escalations.escalation_id = touched_escalations.escalation_id
where escalations.case_id is not null;

-- The number is of all of them.
insert into touched_escalations
select escalations.escalation_id
from escalations
inner join touched_cases on escalations.case_id = touched_cases.case_id
anti join touched_escalations on escalations.escalation_id = touched_escalations.escalation_id;
