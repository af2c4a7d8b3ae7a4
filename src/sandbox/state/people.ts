import { now } from "./clock.ts";
import { nextId } from "./ids.ts";
import { setPermission } from "./messages.ts";
import type { Group, User } from "./model/index.ts";
import type { State } from "./schema.ts";

/** ID of the user whose token a token is that the sandbox did not issue, and who is logged in on its consent page. */
export const sandboxUserId = 100_001;
/** ID of the community to which a token that the sandbox did not issue belongs. */
export const sandboxGroupId = 218_861_756;

const cities = [
  { id: 1, title: "Moscow" },
  { id: 2, title: "Saint Petersburg" },
  { id: 60, title: "Kazan" },
  { id: 99, title: "Novosibirsk" },
];

/** First name, last name, screen name, sex, birthday. IDs follow that of the sandbox's user. */
const people: ReadonlyArray<readonly [string, string, string, 1 | 2, string]> = [
  ["Anna", "Sandbox", "anna_sandbox", 1, "12.4.1990"],
  ["Иван", "Петров", "ivan_petrov", 2, "3.9.1988"],
  ["Мария", "Соколова", "maria_sokolova", 1, "21.1.1995"],
  ["Дмитрий", "Кузнецов", "dm_kuznetsov", 2, "30.6.1979"],
  ["Елена", "Морозова", "elena_morozova", 1, "8.3"],
  ["Алексей", "Волков", "a_volkov", 2, "17.11.1992"],
  ["Ольга", "Новикова", "olga_novikova", 1, "25.7.1984"],
  ["Сергей", "Фёдоров", "sergey_fedorov", 2, "1.5.1970"],
  ["Наталья", "Орлова", "nata_orlova", 1, "14.2.1998"],
  ["Павел", "Зайцев", "pavel_zaytsev", 2, "29.2.1996"],
  ["Татьяна", "Белова", "t_belova", 1, "11.10.1987"],
  ["Артём", "Медведев", "artem_medvedev", 2, "6.6.2001"],
  ["Юлия", "Егорова", "julia_egorova", 1, "19.8"],
  ["Николай", "Степанов", "n_stepanov", 2, "23.12.1965"],
  ["Ксения", "Никитина", "ksu_nikitina", 1, "2.2.2000"],
  ["Максим", "Захаров", "max_zakharov", 2, "15.4.1993"],
  ["Светлана", "Павлова", "sveta_pavlova", 1, "27.9.1976"],
  ["Андрей", "Семёнов", "andrey_semenov", 2, "9.1.1982"],
  ["Полина", "Голубева", "polina_golubeva", 1, "5.5.2003"],
  ["Роман", "Виноградов", "roma_vinogradov", 2, "20.7.1991"],
  ["Ирина", "Богданова", "irina_bogdanova", 1, "13.3.1980"],
  ["Егор", "Воробьёв", "egor_vorobyev", 2, "31.8.1999"],
  ["Вера", "Тихонова", "vera_tikhonova", 1, "18.6.1973"],
  ["Тимур", "Гараев", "timur_garaev", 2, "7.7.1989"],
  ["Алина", "Комарова", "alina_komarova", 1, "24.11.1997"],
  ["Олег", "Ершов", "oleg_ershov", 2, "10.10"],
  ["Дарья", "Калинина", "dasha_kalinina", 1, "16.5.1994"],
  ["Arman", "Sarkisyan", "arman_s", 2, "4.12.1986"],
  ["Chloé", "O’Neill", "chloe_oneill", 1, "28.1.1990"],
  ["Виктор", "Щербаков", "v_scherbakov", 2, "22.4.1968"],
];

/** Every third person is not a member of a community, and did not allow it to write, so that there is someone to join. */
const isMember = (index: number) => index % 3 !== 2;

function makeUser(index: number): User | undefined {
  const person = people[index];
  if (!person) return undefined;
  const [first_name, last_name, screen_name, sex, bdate] = person;
  return {
    id: sandboxUserId + index,
    first_name,
    last_name,
    screen_name,
    sex,
    bdate,
    city: cities[index % cities.length] ?? { id: 1, title: "Moscow" },
    status: "",
    last_seen: now() - index * 600,
  };
}

/** Adds a user; what is not named is made up. */
export function addUser(state: State, fields: Partial<Omit<User, "id">>): User {
  const id = nextId(state, "user");
  return state.users.add({ ...userOf(state, id), last_seen: now(), ...fields, id });
}

/** Adds the people and the community that a new sandbox has. */
export function addPeople(state: State): void {
  for (const index of people.keys()) {
    const user = makeUser(index);
    if (user) state.users.put(user);
  }
  for (const [user_id, friend_id] of friendships()) {
    state.friends.put({ user_id, friend_id });
    state.friends.put({ user_id: friend_id, friend_id: user_id });
  }
  openGroup(state, sandboxGroupId, { name: "oint sandbox", screen_name: "oint_sandbox" });
}

/** The sandbox's user is friends with the next ten people, and each of them with the one after. */
function friendships(): Array<readonly [number, number]> {
  const friends = Array.from({ length: 10 }, (_, i) => sandboxUserId + i + 1);
  return friends.flatMap(id => [[sandboxUserId, id] as const, [id, id + 1] as const]);
}

/** Returns a user. A user that was not added has a made-up name, because calls may name any ID. */
export function userOf({ users }: State, id: number): User {
  return (
    users.get(id) ?? {
      id,
      first_name: "User",
      last_name: String(id),
      screen_name: `id${id}`,
      sex: 0,
      bdate: "",
      city: { id: 0, title: "" },
      status: "",
      last_seen: 0,
    }
  );
}

/** Returns a community. A community that was not opened has a made-up name, because calls may name any ID. */
export function groupOf({ groups }: State, id: number): Group {
  return (
    groups.get(id) ?? {
      id,
      name: `Community ${id}`,
      screen_name: `club${id}`,
      description: "",
      status: "",
      site: "",
      type: "group",
      is_closed: 0,
      created: 0,
      managers: [{ user_id: sandboxUserId, role: "creator" }],
      settings: {},
    }
  );
}

/** Returns a community that is stored and has members, who allowed it to write; stores it when it is not. */
export function openGroup(state: State, id: number, fields: Partial<Group> = {}): Group {
  const existing = state.groups.get(id);
  if (existing) return existing;
  const created = now();
  for (const index of people.keys()) {
    if (!isMember(index)) continue;
    const user_id = sandboxUserId + index;
    state.members.put({ group_id: id, user_id, date: created });
    setPermission(state, -id, user_id, true);
  }
  return state.groups.put({ ...groupOf(state, id), created, ...fields });
}

/** What a screen name belongs to. */
export interface ScreenNameOwner {
  readonly type: "user" | "group";
  readonly object_id: number;
}

/** Finds who has a screen name, such as `anna_sandbox`, `id5` or `club5`. */
export function findScreenName({ users, groups }: State, name: string): ScreenNameOwner | undefined {
  const user = users.last("screenName", name);
  if (user) return { type: "user", object_id: user.id };
  const group = groups.last("screenName", name);
  if (group) return { type: "group", object_id: group.id };
  const [, prefix, id] = /^(id|club|public|event)([1-9]\d*)$/.exec(name) ?? [];
  if (!prefix) return undefined;
  return { type: prefix === "id" ? "user" : "group", object_id: Number(id) };
}
