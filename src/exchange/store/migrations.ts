/**
 * The tables of an exchange of several nodes, step by step. A step that has been released is never
 * changed: a database stands at the number of steps that it has had.
 *
 * `kept`: settings, policies, invitations that were used, keys and sign-in, each a text by kind and
 * key; whoever listens at `ringwise` hears of each change. `chronicle`: what operators did, by moment.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE kept (
     kind text NOT NULL,
     key text NOT NULL,
     value text NOT NULL,
     changed timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (kind, key));
   CREATE FUNCTION kept_changed() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       PERFORM pg_notify('ringwise', COALESCE(NEW.kind, OLD.kind) || ' ' || COALESCE(NEW.key, OLD.key));
       RETURN NULL;
     END $$;
   CREATE TRIGGER kept_changed AFTER INSERT OR UPDATE OR DELETE ON kept
     FOR EACH ROW EXECUTE FUNCTION kept_changed();`,
  `CREATE TABLE chronicle (
     kind text NOT NULL,
     id text NOT NULL,
     at bigint NOT NULL,
     node text NOT NULL,
     value text NOT NULL,
     PRIMARY KEY (kind, id));
   CREATE INDEX chronicle_newest ON chronicle (kind, at DESC, id DESC);`,
];
