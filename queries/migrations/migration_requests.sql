-- question: What did the customer escalate while the traffic moved, and what of it do the terms exclude?
-- grain:    one row per escalation raised from the start to judged_on, the newest first
-- params:   $migration_id varchar
-- returns:  escalation_id varchar, scope varchar, is_in_scope boolean, category varchar, raised_on date, resolved_on date, state varchar, subject varchar
-- decided:  escalations of the account, whatever they are about; what the terms exclude (template work, a customer's
--           project and others) is shown beside the rest, and never counted as work on the migration

select
    escalation_id,
    scope,
    scope = 'in_scope' as is_in_scope,
    category,
    raised_on,
    resolved_on,
    state,
    subject,
from migration_escalations()
where migration_id = $migration_id
order by raised_at desc, escalation_id
