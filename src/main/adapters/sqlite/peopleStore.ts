/** The shop's people: name, role and the verifier of their PIN; wrong tries are on disk before the answer is. */
import type { Person } from '#till/storage.ts';
import type { Db } from './open.ts';

type Row = { data: string; tries: number };

export function peopleStore(db: Db): { all: () => Person[]; one: (id: string) => Person | null; put: (person: Person) => void; drop: (id: string) => void } {
  const all = db.prepare('select data, tries from person order by id');
  const one = db.prepare('select data, tries from person where id = ?');
  const put = db.prepare('insert into person(id, data, tries) values (?, ?, ?) on conflict(id) do update set data = excluded.data, tries = excluded.tries');
  const drop = db.prepare('delete from person where id = ?');
  const read = (row: Row): Person => ({ ...(JSON.parse(row.data) as Omit<Person, 'tries'>), tries: row.tries });
  return {
    all: () => (all.all() as Row[]).map(read),
    one: (id) => {
      const row = one.get(id) as Row | undefined;
      return row === undefined ? null : read(row);
    },
    drop: (id) => { drop.run(id); },
    put: ({ tries, ...rest }) => { put.run(rest.id, JSON.stringify(rest), tries); },
  };
}
