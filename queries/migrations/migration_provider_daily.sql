-- question: How did each mailbox provider take this migration's mail, day by day?
-- grain:    one row per (day, mailbox provider) of the ramp with a record of it
-- params:   $migration_id varchar
-- returns:  date date, mailbox_provider varchar, sent bigint, delivered_rate double, bounce_rate double, complaint_rate double, deferral_rate double
-- decided:  the new route alone, from the first day of the ramp to the last day judged; a rate over no message is null

select
    email_traffic.date,
    email_traffic.mailbox_provider,
    email_traffic.sent,
    email_traffic.delivered / nullif(email_traffic.sent, 0) as delivered_rate,
    email_traffic.bounced / nullif(email_traffic.sent, 0) as bounce_rate,
    email_traffic.complaints / nullif(email_traffic.sent, 0) as complaint_rate,
    email_traffic.deferred / nullif(email_traffic.sent, 0) as deferral_rate,
from ramp_days() as ramp_days
inner join email_traffic on ramp_days.account_id = email_traffic.account_id and ramp_days.date = email_traffic.date
where ramp_days.migration_id = $migration_id
    and email_traffic.route = 'premium'
    and email_traffic.mailbox_provider is not null
order by email_traffic.date, email_traffic.mailbox_provider
