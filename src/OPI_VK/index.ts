/**
 * VK's operations as flat functions, one for each thing one wants to do. Their order is that of the help and the documentation.
 *
 * @module OPI_VK
 */
export { createTokenRetrievalLink, getAuthParameters, type AuthParameters } from "./authorization.ts";
export {
  createCommunityTokenLink,
  createAuthorizationCodeLink,
  getTokenByCode,
  getServiceToken,
} from "./tokens.ts";
export { createVKIDLink, getVKIDToken, refreshVKIDToken, getVKIDUserInfo } from "./vkid.ts";
export { revokeVKIDToken, logoutVKID } from "./vkid.ts";
export { parseTokenLink, encodeScope, decodeScope } from "./tokens.ts";
export {
  getAppPermissions,
  getTokenPermissions,
  type AppPermissions,
  type CommunityTokens,
} from "./tokens.ts";
export type { UserToken } from "./tokens.ts";
export type { VKIDDone, VKIDLink, VKIDUser } from "./vkid.ts";
export type { CommunityToken, TokenLink } from "../oauth/redirect-response.ts";
export type { VKIDToken } from "../oauth/vkid.ts";
export type { ScopeKind } from "../oauth/scope.ts";
export { createPost, createCompositePost, deletePost, createPoll } from "./posts.ts";
export { createAlbum, deleteAlbum } from "./photos.ts";
export { createStory } from "./media.ts";
export { saveImageToAlbum, deleteImage } from "./photos.ts";
export { uploadVideoToServer } from "./media.ts";
export { uploadPhotoToServer, type PhotoType } from "./photos.ts";
export { createDiscussion, closeDiscussion, openDiscussion, writeInDiscussion } from "./discussions.ts";
export {
  likePost,
  makeRepost,
  writeMessage,
  writeComment,
  shortenLink,
  type Keyboard,
} from "./interactions.ts";
export { getStatistics, getPostStatistics } from "./statistics.ts";
export { createAdCampaign, createAd, pauseAdvertising, getAdvertisingCategoryList } from "./ads.ts";
export {
  getProductCategoryList,
  getProductList,
  getProductsByID,
  addProduct,
  editProduct,
} from "./products.ts";
export {
  deleteProduct,
  groupProducts,
  getProductDescription,
  type Product,
  type MarketItem,
} from "./products.ts";
export {
  getSelectionList,
  getSelectionsByID,
  createProductCollection,
  editProductCollection,
} from "./selections.ts";
export {
  addProductToCollection,
  removeProductFromSelection,
  deleteSelection,
  type Selection,
} from "./selections.ts";
export {
  getPropertyList,
  createProductProperty,
  editProductProperty,
  deleteProductProperty,
} from "./properties.ts";
export { addProductPropertyVariant, editProductPropertyVariant } from "./properties.ts";
export { deleteProductPropertyVariant, type Property } from "./properties.ts";
export { getOrderList, type Order } from "./orders.ts";
export { callMethod } from "../core/call-method.ts";
export { formKeyboard } from "./keyboard.ts";
export type { VkResponse } from "../core/request.ts";
export type { Methods, MethodName, MethodParams, MethodResponse } from "../api/method-types.ts";
export type { Auth } from "../core/auth.ts";
export type { BooleanInput, IdInput, DateInput } from "../validation/values.ts";
export type { FileInput } from "../upload/source.ts";
export type { UploadedVideo } from "../upload/upload.ts";
