-- question: How much email did this account send each day by either route, and how did it fare?
-- grain:    one row per (date, route) with traffic records
-- params:   $account_id varchar, $since date, $until date (exclusive)
-- returns:  date date, route varchar, sent bigint, delivered bigint, bounced bigint, deferred bigint, complaints bigint, delivered_rate double, bounce_rate double, complaint_rate double
-- decided:  a row for all mailbox providers stands for its day and route; where there is none, those of the providers are
--           added up, never both; rates are of what was sent, as on the page of migrations, and null without it

with account_days as (
    select
        *,
        bool_or(mailbox_provider is null) over (partition by date, route) as has_total,
    from email_traffic
    where account_id = $account_id and date >= $since and date < $until
)

select
    date,
    route,
    cast(sum(sent) as bigint) as sent,
    cast(sum(delivered) as bigint) as delivered,
    cast(sum(bounced) as bigint) as bounced,
    cast(sum(deferred) as bigint) as deferred,
    cast(sum(complaints) as bigint) as complaints,
    sum(delivered) / nullif(sum(sent), 0) as delivered_rate,
    sum(bounced) / nullif(sum(sent), 0) as bounce_rate,
    sum(complaints) / nullif(sum(sent), 0) as complaint_rate,
from account_days
where not has_total or mailbox_provider is null
group by date, route
order by date, route
