-- name: nothing
SELECT 1;
