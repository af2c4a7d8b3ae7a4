import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localize } from "../../i18n/localize.ts";
import type {
  Activity,
  Ad,
  Album,
  Campaign,
  Code,
  Comment,
  Item,
  MarketAlbum,
  Message,
  Order,
  Photo,
  Poll,
  Post,
  Property,
  ShortLink,
  Story,
  Token,
  Topic,
  TopicMessage,
  Video,
} from "./model.ts";

/** All data of a sandbox. */
export interface State {
  /** The last ID assigned to each kind of object. */
  readonly lastIds: Record<string, number>;
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
  readonly marketAlbums: MarketAlbum[];
  readonly properties: Property[];
  readonly orders: Order[];
  readonly tokens: Token[];
  readonly codes: Code[];
}

const emptyState = (): State => ({
  lastIds: {},
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
  marketAlbums: [],
  properties: [],
  orders: [],
  tokens: [],
  codes: [],
});

/** First ID of each kind, in the range of VK's own IDs, so that nobody takes an ID for a list position. */
const firstIds: Readonly<Record<string, number>> = {
  ad: 70_000_001,
  album: 281_860_001,
  campaign: 1_000_000_001,
  photo: 457_239_017,
  poll: 900_000_001,
  story: 456_239_017,
  topic: 48_950_001,
  video: 456_239_117,
};

/** Assigns the next ID for a kind of object. */
export function nextId(state: State, kind: string): number {
  const id = (state.lastIds[kind] ?? (firstIds[kind] ?? 1) - 1) + 1;
  state.lastIds[kind] = id;
  return id;
}

/** Finds an object by its owner and ID. */
export function find<T extends { readonly id: number; readonly owner_id: number }>(
  objects: readonly T[],
  ownerId: number,
  id: number,
): T | undefined {
  return objects.find(object => object.owner_id === ownerId && object.id === id);
}

/** Removes an object from its list. */
export function removeFrom<T>(objects: T[], object: T): void {
  objects.splice(objects.indexOf(object), 1);
}

/** Replaces an object in its list. */
export function replaceIn<T>(objects: T[], object: T, replacement: T): void {
  objects[objects.indexOf(object)] = replacement;
}

/** The current time in Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** Delay before a change is saved, so that several changes are saved together, in milliseconds. */
const saveDelayMs = 100;

/** Keeps the state in a folder: the data in `state.json`, the uploaded files in `files`. */
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

  /** Schedules a save of the changed state. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.flush(), saveDelayMs);
  }

  /** Saves the state if it has changed: writes a new file and renames it over the old one. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const newPath = `${this.#path}.next`;
    writeFileSync(newPath, JSON.stringify(this.state));
    renameSync(newPath, this.#path);
  }

  #read(): Partial<State> {
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as Partial<State>; // written by flush
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      const problem = localize(
        "cannot read the sandbox's state {path}; delete the file to start with an empty sandbox",
        { path: this.#path },
      );
      throw new Error(problem, { cause: error });
    }
  }
}
