import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  Activity,
  Ad,
  Album,
  Campaign,
  Code,
  Comment,
  Item,
  Message,
  Order,
  Photo,
  Poll,
  Post,
  Property,
  Selection,
  ShortLink,
  Story,
  Token,
  Topic,
  TopicMessage,
  Video,
} from "./model.ts";

/** Everything that the sandbox's VK knows. */
export interface State {
  /** The last number given to a thing of each kind. */
  readonly last: Record<string, number>;
  readonly posts: Post[];
  readonly photos: Photo[];
  readonly stories: Story[];
  readonly campaigns: Campaign[];
  readonly activity: Activity[];
  readonly comments: Comment[];
  readonly polls: Poll[];
  readonly albums: Album[];
  readonly videos: Video[];
  readonly topics: Topic[];
  readonly topicMessages: TopicMessage[];
  readonly messages: Message[];
  readonly ads: Ad[];
  readonly links: ShortLink[];
  readonly items: Item[];
  readonly selections: Selection[];
  readonly properties: Property[];
  readonly orders: Order[];
  readonly tokens: Token[];
  readonly codes: Code[];
}

const emptyState = (): State => ({
  last: {},
  posts: [],
  photos: [],
  stories: [],
  campaigns: [],
  activity: [],
  comments: [],
  polls: [],
  albums: [],
  videos: [],
  topics: [],
  topicMessages: [],
  messages: [],
  ads: [],
  links: [],
  items: [],
  selections: [],
  properties: [],
  orders: [],
  tokens: [],
  codes: [],
});

/** Numbers begin where VK's own are, so that nobody takes them for list positions. */
const firstNumber: Readonly<Record<string, number>> = {
  ad: 70_000_001,
  album: 281_860_001,
  campaign: 1_000_000_001,
  photo: 457_239_017,
  poll: 900_000_001,
  story: 456_239_017,
  topic: 48_950_001,
  video: 456_239_117,
};

/** The next number for a thing of a kind. */
export function nextId(state: State, kind: string): number {
  const id = (state.last[kind] ?? (firstNumber[kind] ?? 1) - 1) + 1;
  state.last[kind] = id;
  return id;
}

/** The thing of this number and owner; `undefined` when there is none. */
export function find<T extends { readonly id: number; readonly owner_id: number }>(
  things: readonly T[],
  owner: number,
  id: number,
): T | undefined {
  return things.find(thing => thing.owner_id === owner && thing.id === id);
}

/** Takes a thing out of its list. */
export function removeFrom<T>(things: T[], thing: T): void {
  things.splice(things.indexOf(thing), 1);
}

/** Puts another thing into a thing's place. */
export function replaceIn<T>(things: T[], thing: T, by: T): void {
  things[things.indexOf(thing)] = by;
}

/** Now, in Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** How long a change may wait for the next ones before all are written, in milliseconds. */
const writeDelay = 100;

/** Keeps a world in a folder: `state.json` and the pictures in `files`. */
export class Store {
  readonly state: State;
  readonly files: string;
  readonly #path: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.files = join(folder, "files");
    this.#path = join(folder, "state.json");
    mkdirSync(this.files, { recursive: true });
    this.state = { ...emptyState(), ...this.#read() };
  }

  /** Tells that the world has changed; it is written shortly after. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.flush(), writeDelay);
  }

  /** Writes the world, if it has changed: a new file first, which then takes the old one's name. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(this.state));
    renameSync(next, this.#path);
  }

  #read(): Partial<State> {
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as Partial<State>; // written by flush
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw new Error(`The sandbox's state ${this.#path} cannot be read; delete the file to begin anew`, {
        cause: error,
      });
    }
  }
}
