/**
 * oint: a client for the VK (VKontakte) API.
 *
 * @module oint
 */

export type { AccessTokenType, TokenKind } from "./api/facts.ts";
export { ItemsError } from "./bulk/items-error.ts";
export type { Ending } from "./bulk/journal.ts";
export { readRows } from "./bulk/read-rows.ts";
export type { Repeat } from "./bulk/repeat.ts";
export type { Row } from "./bulk/row.ts";
export { RowsError } from "./bulk/rows-error.ts";
export { type RowOutcome, type RowsOptions, runRows } from "./bulk/run-rows.ts";
export { authFromProfile } from "./config/auth-from-profile.ts";
export { type AnyResponse, callMany, callMethod, type ManyCall } from "./core/call-method.ts";
export { eachItem, type ItemOf, type ListOptions } from "./core/each-item.ts";
export type {
  RequestEvent,
  RequestEventListener,
} from "./core/request-events.ts";
export type {
  ChallengeHandler,
  ChallengeResponse,
  Progress,
  ProgressListener,
  Settings,
  Timeouts,
} from "./core/settings.ts";
export { configure, withSettings } from "./core/settings-scope.ts";
export {
  ArgumentError,
  ConfigError,
  type DoneStep,
  MissingArgumentError,
  OAuthError,
  type OAuthErrorDetails,
  OintError,
  TimeoutError,
  type TransportDetails,
  TransportError,
  type UploadDetails,
  UploadError,
  UsageError,
  VkApiError,
  type VkApiErrorDetails,
  type VkErrorBody,
  type VkRequestParam,
} from "./errors.ts";
export type {
  Album,
  AppPermissions,
  Auth,
  AuthParameters,
  BannedUser,
  BanReason,
  BooleanInput,
  ButtonColor,
  ButtonInput,
  ButtonOrRow,
  Community,
  CommunityToken,
  CommunityTokens,
  Conversation,
  ConversationFilter,
  DateInput,
  DeletedMessage,
  Discussion,
  DiscussionMessage,
  DocumentType,
  FileInput,
  IdInput,
  ItemError,
  Keyboard,
  KeyboardButton,
  Lead,
  LeadForm,
  Liker,
  List,
  MarketItem,
  Member,
  MemberFilter,
  MemberSort,
  Membership,
  Message,
  MessagePermission,
  MethodName,
  MethodParams,
  MethodResponse,
  Methods,
  NamedObject,
  NumberInput,
  Order,
  OrderItem,
  PaymentStatus,
  Photo,
  PhotoType,
  Poll,
  PostFilter,
  Product,
  Property,
  ScopeKind,
  Selection,
  SentMessage,
  StockChange,
  StockItem,
  StockResult,
  Story,
  TokenLink,
  UploadedVideo,
  User,
  UserToken,
  Video,
  VKIDDone,
  VKIDLink,
  VKIDToken,
  VKIDUser,
  VkResponse,
  Voter,
  WallComment,
  WallPost,
} from "./OPI_VK/index.ts";
export * as OPI_VK from "./OPI_VK/index.ts";
export { eachOrder } from "./OPI_VK/orders.ts";
export { eachProduct } from "./OPI_VK/products.ts";
export { eachSelection } from "./OPI_VK/selections.ts";
export { type DiagnosedToken, type Diagnosis, diagnose, type Reach, type Verdict } from "./oauth/diagnose.ts";
