-- question: How often was asked for what the terms exclude while the traffic moved?
-- grain:    one row per scope, in scope first, also those not asked for
-- params:   $migration_id varchar
-- returns:  scope varchar, escalation_count bigint, open_count bigint
-- decided:  the rows of migration_requests, counted; out of scope is shown and is no work on the migration

with scopes as (
    select unnest(request_scopes()) as scope
),

raised_escalations as (
    select *
    from migration_escalations()
    where migration_id = $migration_id
)

select
    scopes.scope,
    count(raised_escalations.escalation_id) as escalation_count,
    count(*) filter (raised_escalations.state <> 'resolved') as open_count,
from scopes
left join raised_escalations on scopes.scope = raised_escalations.scope
group by scopes.scope
order by list_position(request_scopes(), scopes.scope)
