import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A picture that someone uploaded and saved. */
export interface Photo {
  readonly id: number;
  readonly owner_id: number;
  readonly album_id: number;
  readonly date: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Name of its file in the folder `files`. */
  readonly file: string;
}

/** A post on a wall. */
export interface Post {
  readonly id: number;
  readonly owner_id: number;
  readonly from_id: number;
  /** Unix seconds. */
  readonly date: number;
  readonly text: string;
  readonly attachments: readonly string[];
  readonly marked_as_ads: 0 | 1;
  readonly close_comments: 0 | 1;
  readonly postponed: boolean;
  readonly guid: string;
  /** When the post was made, which for a postponed one is before its date. */
  readonly made: number;
}

/** A story; its picture stands among the photos. */
export interface Story {
  readonly id: number;
  readonly owner_id: number;
  readonly date: number;
  readonly photo: number;
  readonly link?: { readonly text: string; readonly url: string };
}

/** An advertising campaign. */
export interface Campaign {
  readonly id: number;
  readonly account_id: number;
  readonly type: string;
  readonly name: string;
  readonly day_limit: number;
  readonly all_limit: number;
  readonly start_time: number;
  readonly stop_time: number;
  readonly status: number;
}

/** Something that happened to a community and that its statistics count. */
export interface Happening {
  readonly owner_id: number;
  readonly what: "view" | "like" | "comment" | "copy";
  /** Unix seconds. */
  readonly date: number;
}

/** Everything that the sandbox's VK knows. */
export interface World {
  /** The last number given to a thing of each kind. */
  readonly last: Record<string, number>;
  readonly posts: Post[];
  readonly photos: Photo[];
  readonly stories: Story[];
  readonly campaigns: Campaign[];
  readonly happenings: Happening[];
}

const empty = (): World => ({ last: {}, posts: [], photos: [], stories: [], campaigns: [], happenings: [] });

/** Numbers begin where VK's own are, so that nobody takes them for list positions. */
const firstNumber: Readonly<Record<string, number>> = {
  photo: 457_239_017,
  story: 456_239_017,
  campaign: 1_000_000_001,
};

/** The next number for a thing of a kind. */
export function nextId(world: World, kind: string): number {
  const id = (world.last[kind] ?? (firstNumber[kind] ?? 1) - 1) + 1;
  world.last[kind] = id;
  return id;
}

/** Now, in Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** How long a change may wait for the next ones before all are written, in milliseconds. */
const writeDelay = 100;

/** Keeps a world in a folder: `state.json` and the pictures in `files`. */
export class Store {
  readonly world: World;
  readonly files: string;
  readonly #path: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.files = join(folder, "files");
    this.#path = join(folder, "state.json");
    mkdirSync(this.files, { recursive: true });
    this.world = { ...empty(), ...this.#read() };
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
    writeFileSync(next, JSON.stringify(this.world));
    renameSync(next, this.#path);
  }

  #read(): Partial<World> {
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as Partial<World>; // written by flush
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw new Error(`The sandbox's state ${this.#path} cannot be read; delete the file to begin anew`, {
        cause: error,
      });
    }
  }
}
