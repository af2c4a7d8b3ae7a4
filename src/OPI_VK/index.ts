/**
 * Functions for the VK API, one for each task.
 *
 * @module OPI_VK
 */
export type { MethodName, MethodParams, MethodResponse, Methods } from "../api/method-types.ts";
export type { Auth } from "../core/auth.ts";
export { callMethod } from "../core/call-method.ts";
export type { ItemError } from "../core/item-error.ts";
export type { List } from "../core/list.ts";
export type { SentMessage } from "../core/mailing.ts";
export type { VkResponse } from "../core/request.ts";
export type { CommunityToken, TokenLink } from "../oauth/redirect-response.ts";
export type { ScopeKind } from "../oauth/scope.ts";
export type { VKIDToken } from "../oauth/vkid.ts";
export type { FileInput } from "../upload/source.ts";
export type { UploadedVideo } from "../upload/upload.ts";
export type { DateInput } from "../validation/dates.ts";
export type { IdInput } from "../validation/ids.ts";
export type { Keyboard } from "../validation/keyboard.ts";
export type { BooleanInput, NumberInput } from "../validation/numbers.ts";
export { createAd, createAdCampaign, getAdvertisingCategoryList, pauseAdvertising } from "./ads.ts";
export { type Album, createAlbum, deleteAlbum, getAlbums, getPhotos, type Photo } from "./albums.ts";
export { setCommunityCover, setCommunityPhoto } from "./appearance.ts";
export { type AuthParameters, createTokenRetrievalLink, getAuthParameters } from "./authorization.ts";
export { type BannedUser, type BanReason, banUser, getBanned, unbanUser } from "./bans.ts";
export {
  deleteComment,
  editComment,
  getComments,
  replyToComment,
  restoreComment,
  type WallComment,
} from "./comments.ts";
export { type Community, getCommunity } from "./community.ts";
export {
  type Conversation,
  type ConversationFilter,
  getConversations,
  getMessages,
  type Message,
  markAsRead,
} from "./conversations.ts";
export {
  closeDiscussion,
  createDiscussion,
  type Discussion,
  type DiscussionMessage,
  editDiscussion,
  getDiscussionMessages,
  getDiscussions,
  openDiscussion,
  writeInDiscussion,
} from "./discussions.ts";
export { type DocumentType, uploadDocument } from "./documents.ts";
export { editPost } from "./edit-post.ts";
export {
  getLikes,
  type Liker,
  likePost,
  makeRepost,
  shortenLink,
  unlikePost,
  writeComment,
  writeMessage,
} from "./interactions.ts";
export {
  type ButtonColor,
  type ButtonInput,
  type ButtonOrRow,
  formKeyboard,
  type KeyboardButton,
} from "./keyboard.ts";
export { getLeadForms, getLeads, type Lead, type LeadForm } from "./leads.ts";
export {
  getMembers,
  isMember,
  type Member,
  type MemberFilter,
  type MemberSort,
  type Membership,
} from "./members.ts";
export { answerButton, type DeletedMessage, deleteMessage, editMessage } from "./message-changes.ts";
export { isMessageAllowed, type MessagePermission, sendMessage } from "./messages.ts";
export {
  editOrder,
  getOrder,
  getOrderItems,
  getOrderList,
  type Order,
  type OrderItem,
  type PaymentStatus,
} from "./orders.ts";
export { deleteImage, type PhotoType, saveImageToAlbum, uploadPhotoToServer } from "./photos.ts";
export { getPoll, getVoters, type Poll, type Voter } from "./polls.ts";
export { pinPost, publishPost, restorePost, unpinPost } from "./post-state.ts";
export { createCompositePost, createPoll, createPost, deletePost } from "./posts.ts";
export {
  addProduct,
  deleteProduct,
  editProduct,
  getProductCategoryList,
  getProductDescription,
  getProductList,
  getProductsByID,
  groupProducts,
  type MarketItem,
  type Product,
  searchProducts,
} from "./products.ts";
export {
  addProductPropertyVariant,
  createProductProperty,
  deleteProductProperty,
  deleteProductPropertyVariant,
  editProductProperty,
  editProductPropertyVariant,
  getPropertyList,
  type Property,
} from "./properties.ts";
export {
  addProductToCollection,
  createProductCollection,
  deleteSelection,
  editProductCollection,
  getSelectionList,
  getSelectionsByID,
  removeProductFromSelection,
  type Selection,
} from "./selections.ts";
export { getPostStatistics, getStatistics } from "./statistics.ts";
export { type StockChange, type StockItem, type StockResult, updateStock } from "./stock.ts";
export {
  createStory,
  createVideoStory,
  deleteStory,
  getStories,
  getStoryStatistics,
  type Story,
} from "./stories.ts";
export {
  type AppPermissions,
  type CommunityTokens,
  createAuthorizationCodeLink,
  createCommunityTokenLink,
  decodeScope,
  encodeScope,
  getAppPermissions,
  getServiceToken,
  getTokenByCode,
  getTokenPermissions,
  parseTokenLink,
  type UserToken,
} from "./tokens.ts";
export { getUsers, type NamedObject, resolveName, type User } from "./users.ts";
export { deleteVideo, editVideo, getVideos, uploadVideoToServer, type Video } from "./videos.ts";
export {
  createVKIDLink,
  getVKIDToken,
  getVKIDUserInfo,
  logoutVKID,
  refreshVKIDToken,
  revokeVKIDToken,
  type VKIDDone,
  type VKIDLink,
  type VKIDUser,
} from "./vkid.ts";
export { getPosts, getPostsByID, type PostFilter, searchPosts, type WallPost } from "./wall.ts";
