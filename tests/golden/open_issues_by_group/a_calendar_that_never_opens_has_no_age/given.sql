-- world: open_issues
delete from openings;
