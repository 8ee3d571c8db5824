-- question: Which mailbox providers take this migration's mail, and which do not?
-- grain:    one row per mailbox provider with mail in the 7 days up to judged_on, the largest first
-- params:   $migration_id varchar
-- returns:  mailbox_provider varchar, sent_7d bigint, sent_share double, delivered_rate_7d double, bounce_rate_7d double, complaint_rate_7d double, deferral_rate_7d double, health varchar
-- decided:  the new route alone; no row where the records know no providers; sent_share is of the mail whose provider
--           is known; health is by the same thresholds as for all mail together

with provider_days as (
    select email_traffic.*
    from migration_metrics
    inner join email_traffic on migration_metrics.account_id = email_traffic.account_id
    where migration_metrics.migration_id = $migration_id
        and email_traffic.route = 'premium'
        and email_traffic.mailbox_provider is not null
        and email_traffic.date <= migration_metrics.judged_on
        and email_traffic.date > migration_metrics.judged_on - 7
),

provider_weeks as (
    select
        mailbox_provider,
        cast(sum(sent) as bigint) as sent_7d,
        sum(delivered) / nullif(sum(sent) filter (delivered is not null), 0) as delivered_rate_7d,
        sum(bounced) / nullif(sum(sent) filter (bounced is not null), 0) as bounce_rate_7d,
        sum(complaints) / nullif(sum(sent) filter (complaints is not null), 0) as complaint_rate_7d,
        sum(deferred) / nullif(sum(sent) filter (deferred is not null), 0) as deferral_rate_7d,
    from provider_days
    group by mailbox_provider
),

levels as (
    select
        *,
        [
            rate_level('bounce', bounce_rate_7d),
            rate_level('complaint', complaint_rate_7d),
            rate_level('deferral', deferral_rate_7d)
        ] as levels,
    from provider_weeks
)

select
    mailbox_provider,
    sent_7d,
    sent_7d / nullif(sum(sent_7d) over (), 0) as sent_share,
    delivered_rate_7d,
    bounce_rate_7d,
    complaint_rate_7d,
    deferral_rate_7d,
    case
        when list_contains(levels, 'stop') then 'stop'
        when list_contains(levels, 'watch') then 'watch'
        when list_contains(levels, 'healthy') then 'healthy'
    end as health,
from levels
order by sent_7d desc, mailbox_provider
