/** A user. The sandbox has some from the start. */
export interface User {
  /** User ID. */
  readonly id: number;
  /** First name. */
  readonly first_name: string;
  /** Last name. */
  readonly last_name: string;
  /** Short name, which stands in the address of the page. */
  readonly screen_name: string;
  /** 1: female, 2: male, 0: not specified. */
  readonly sex: 0 | 1 | 2;
  /** Day, month and year, `30.4.1990`; the year can be missing. */
  readonly bdate: string;
  /** City. */
  readonly city: City;
  /** Text of the status. */
  readonly status: string;
  /** When the user was online last, in Unix seconds. */
  readonly last_seen: number;
}

/** A city. */
export interface City {
  /** City ID. */
  readonly id: number;
  /** Name of the city. */
  readonly title: string;
}

/** A community. */
export interface Group {
  readonly id: number;
  readonly name: string;
  readonly screen_name: string;
  readonly description: string;
  readonly status: string;
  readonly site: string;
  readonly type: "group" | "page" | "event";
  /** 0: open, 1: closed, 2: private. */
  readonly is_closed: 0 | 1 | 2;
  readonly created: number;
  readonly managers: ReadonlyArray<{
    readonly user_id: number;
    readonly role: "creator" | "administrator" | "editor" | "moderator";
  }>;
  /** What groups.edit and groups.set… methods changed, by the name of the parameter. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A user's membership in a community. */
export interface Member {
  readonly group_id: number;
  readonly user_id: number;
  /** When the user joined, in Unix seconds. */
  readonly date: number;
}

/** A user, or another community, that a community banned. */
export interface Ban {
  readonly group_id: number;
  /** User ID, or a negative community ID. */
  readonly owner_id: number;
  readonly date: number;
  /** When the ban ends, in Unix seconds; 0 for never. */
  readonly end_date: number;
  readonly reason: number;
  readonly comment: string;
  readonly comment_visible: boolean;
  /** ID of the manager who banned. */
  readonly admin_id: number;
}

/** A friend of a user; a friendship is two objects, one for each user. */
export interface Friend {
  readonly user_id: number;
  readonly friend_id: number;
}

/** A user asked to join a closed community. */
export interface MembershipRequest {
  readonly group_id: number;
  readonly user_id: number;
  readonly date: number;
}

/** A user put someone on their blacklist. */
export interface Blacklisted {
  readonly user_id: number;
  /** User ID, or a negative community ID. */
  readonly owner_id: number;
}

/** A setting of a user's account, as account.setInfo got it. */
export interface AccountSetting {
  readonly user_id: number;
  readonly name: string;
  readonly value: string;
}
