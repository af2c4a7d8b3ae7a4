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

/** An ad. */
export interface Ad {
  readonly id: number;
  readonly account_id: number;
  readonly campaign_id: number;
  readonly name: string;
  readonly link_url: string;
  readonly day_limit: number;
  readonly status: number;
}

/** A form that collects data of customers. */
export interface LeadForm {
  readonly form_id: number;
  readonly group_id: number;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly confirmation: string;
  /** What the upload server returned for the cover; empty for none. */
  readonly photo: string;
  readonly policy_link_url: string;
  readonly site_link_url: string;
  readonly questions: ReadonlyArray<{
    readonly key: string;
    readonly type: string;
    readonly label: string;
    readonly options?: ReadonlyArray<{ readonly key: string; readonly label: string }>;
  }>;
  readonly active: 0 | 1;
  readonly once_per_user: 0 | 1;
  readonly pixel_code: string;
  readonly notify_admins: string;
  readonly notify_emails: string;
}

/** A lead form that a user filled in. */
export interface Lead {
  readonly lead_id: number;
  readonly form_id: number;
  readonly group_id: number;
  readonly user_id: number;
  readonly date: number;
  readonly answers: ReadonlyArray<{ readonly key: string; readonly answer: string | readonly string[] }>;
}
