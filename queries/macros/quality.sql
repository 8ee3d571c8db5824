-- Rows that several questions about the records themselves share.

-- Events that changed nothing, or ended a case in an unusual way, of the cases opened in the period.
create or replace temp macro odd_events(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    select
        contradictory_events.* exclude (state),
        contradictory_events.state as state_before,
    from contradictory_events
    inner join filtered_cases(
        since, until, accounts, tams, categories, priorities, channels, regions
    ) as filtered_cases
        on contradictory_events.case_id = filtered_cases.case_id
);
