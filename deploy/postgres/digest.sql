-- One digest per table, of every row: the same before a backup and after restoring it. psql --no-psqlrc -At -f digest.sql
SELECT format('SELECT %L, md5(coalesce(string_agg(md5(t::text), '''' ORDER BY md5(t::text)), '''')) FROM public.%I t',
              relname, relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
\gexec
