import { invalid } from "../failure.ts";
import type { Context, Handler } from "../handler.ts";
import { type Params, page } from "../server/parameters.ts";
import { nextId } from "../state/ids.ts";
import type { WidgetImage } from "../state/model/index.ts";
import { words } from "./names.ts";
import { claimUpload } from "./uploaded-photos.ts";

/** Source: https://dev.vk.com/ru/method/appWidgets.getGroupImages */
const maxImages = 100;

/** Who owns the images of a method: the community of the token, or the app, which the sandbox calls 0. */
type Owner = (context: Context) => number;
const ofApp: Owner = () => 0;
const ofGroup: Owner = ({ bearer }) => -(bearer.group_id ?? 0);

/** An image object of the VK API. */
function imageObject({ id, file, width, height }: WidgetImage, origin: string): object {
  return { id, images: [{ url: `${origin}/files/${file}`, width, height }] };
}

function serverMethod(owner: Owner): Handler {
  return ({ image_type = "" }, context) => {
    const ticket = { kind: "widget", owner_id: owner(context), album_id: 0, image_type } as const;
    return { upload_url: context.uploads.issueUrl(context.origin, ticket) };
  };
}

const save: Handler = ({ hash = "", image = "" }, context) => {
  const { ticket, files } = claimUpload(context, hash, "widget", { photo: image });
  const [file] = files;
  if (!file) throw invalid("image is invalid");
  const { owner_id, image_type = "" } = ticket;
  const number = nextId(context.state, "widgetImage");
  const saved = context.state.widgetImages.add({
    id: owner_id ? `${owner_id}_${number}` : String(number),
    owner_id,
    image_type,
    file: file.file,
    width: file.width,
    height: file.height,
  });
  return imageObject(saved, context.origin);
};

function listMethod(owner: Owner): Handler {
  return (params, context) => {
    const images = context.state.widgetImages.by("owner", owner(context));
    const chosen = images.filter(hasType(params)).toReversed();
    const { count, items } = page(params, chosen, 20, maxImages);
    return { count, items: items.map(image => imageObject(image, context.origin)) };
  };
}

const hasType =
  (params: Params) =>
  ({ image_type }: WidgetImage) =>
    !params.image_type || image_type === params.image_type;

const getImagesById: Handler = (params, { state, origin }) =>
  words(params, "images").flatMap(id => {
    const image = state.widgetImages.get(id);
    return image ? [imageObject(image, origin)] : [];
  });

/** Methods of the VK section `appWidgets`. */
export const appWidgets: Readonly<Record<string, Handler>> = {
  "appWidgets.getAppImageUploadServer": serverMethod(ofApp),
  "appWidgets.getGroupImageUploadServer": serverMethod(ofGroup),
  "appWidgets.saveAppImage": save,
  "appWidgets.saveGroupImage": save,
  "appWidgets.getAppImages": listMethod(ofApp),
  "appWidgets.getGroupImages": listMethod(ofGroup),
  "appWidgets.getImagesById": getImagesById,
};
