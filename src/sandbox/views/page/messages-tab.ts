import { html } from "hono/html";
import { type Button, buttonsOf } from "../../act/buttons.ts";
import type { Conversation, Message } from "../../state/model/index.ts";
import type { Html } from "../frame.ts";
import { attachmentsView } from "./attachments.ts";
import { actButton, actForm, field, folded, textField } from "./forms.ts";
import { pageOf, pageSize } from "./pager.ts";
import { avatar, mark, nameOf, nothing, type PageView, timeView } from "./view.ts";

const firstChatPeer = 2_000_000_000;

/** The conversations of a community; one of them with its messages. */
export function messagesTab(view: PageView): Html {
  const { state, owner, t, request } = view;
  const conversations = state.conversations
    .by("account", owner)
    .filter(({ last_message_id }) => last_message_id > 0)
    .sort((a, b) => b.last_message_id - a.last_message_id);
  const peer = request.peer ?? conversations[0]?.peer_id;
  const shown = conversations.slice(0, pageSize);
  const open = peer === undefined ? undefined : state.conversations.get(owner, peer);
  const write = actForm(view, "message_new", {}, messageFields(view));
  return html`<div class="columns left"><aside>
      <section aria-labelledby="conversations"><h2 id="conversations">${t("Conversations")} (${conversations.length})</h2>
        <ul class="plain">${shown.map(item => conversationLink(view, item, item.peer_id === peer))}</ul>
      </section>
      <section aria-label="${t("Write to the community")}">${folded(`${t("Write to the community")}: ${nameOf(view, view.userId)}`, write)}</section>
    </aside>
    <div>${open ? conversationView(view, open) : nothing(t("No messages."))}</div></div>`;
}

function messageFields({ t }: PageView): Html {
  return html`${textField("text", t("Text"))}${field("attachment", t("Attachments"))}${field("payload", t("Payload"))}<button>${t("Send")}</button>`;
}

function peerName(view: PageView, peer: number): string {
  if (peer < firstChatPeer) return nameOf(view, peer);
  return view.state.chats.get(view.owner, peer - firstChatPeer)?.title ?? `${peer}`;
}

function conversationLink(view: PageView, { peer_id, last_message_id }: Conversation, isOpen: boolean): Html {
  const last = view.state.messages.get(last_message_id);
  return html`<li><a href="${view.link({ peer: peer_id })}"${isOpen ? html` aria-current="true"` : ""}>${peerName(view, peer_id)}</a>
    <span class="quiet clip">${last?.text}</span></li>`;
}

function conversationView(view: PageView, conversation: Conversation): Html {
  const { state, owner, t } = view;
  const { peer_id, denied } = conversation;
  const { items, links } = pageOf(view, state.messages.by("peer", owner, peer_id).toReversed());
  const isChat = peer_id >= firstChatPeer;
  // In a conversation with a user it is that user who acts; in a chat, the one who was chosen.
  const writer = isChat ? { chat_id: peer_id - firstChatPeer } : { from_id: peer_id };
  const user = isChat ? { from_id: view.userId } : { from_id: peer_id };
  const buttons = isChat
    ? ""
    : html`${actButton(view, "message_read", user, t("Read the messages"))}${actButton(view, "message_typing_state", user, t("Type a message"))}
      ${denied ? actButton(view, "message_allow", user, t("Allow messages")) : actButton(view, "message_deny", user, t("Deny messages"))}`;
  return html`<section aria-labelledby="conversation"><h2 id="conversation">${peerName(view, peer_id)} <small>${peer_id}</small></h2>
    <div class="acts">${buttons}</div>
    ${links}
    <ul class="plain messages">${items.toReversed().map(message => messageView(view, message, user))}</ul>
    ${actForm(view, "message_new", writer, messageFields(view))}
  </section>`;
}

function messageView(view: PageView, message: Message, user: { from_id: number }): Html {
  const { id, from_id, date, text, out, payload, sticker_id, edited } = message;
  const replied = message.reply_to === undefined ? undefined : view.state.messages.get(message.reply_to);
  return html`<li class="message${out ? " out" : ""}" data-message="${id}">${avatar(from_id)}<div>
    <b>${nameOf(view, from_id)}</b> ${timeView(view, date)} <small>${id}</small> ${edited ? mark(view.t("edited")) : ""}
    ${replied ? html`<blockquote>${replied.text}</blockquote>` : ""}
    <p class="text">${text}${sticker_id ? html`<code>sticker${sticker_id}</code>` : ""}</p>
    ${attachmentsView(view, message.attachments, `${view.t("Messages")} ${id}`)}
    ${payload ? html`<small><code>${payload}</code></small>` : ""}
    ${buttonsOf(message).map(row => html`<div class="acts">${row.map(button => buttonView(view, button, id, user))}</div>`)}
  </div></li>`;
}

/** A button of a keyboard, which the reader can press as the user of the conversation. */
function buttonView(
  view: PageView,
  { type, label, link }: Button,
  message_id: number,
  user: { from_id: number },
): Html {
  if (type === "text") return actButton(view, "message_new", { ...user, button: label }, label);
  if (type === "callback")
    return actButton(view, "message_event", { ...user, button: label, message_id }, label);
  if (link) return html`<a class="button" href="${link}" rel="noreferrer">${label || type}</a>`;
  return mark(label || type);
}
