import { webContext } from "@/lib/api/context.ts";
import { route } from "@/lib/api/route.ts";
import { receiveDelivery } from "@/lib/sync/receive.ts";
import { deliveryAnswerSchema } from "@/lib/sync/schema.ts";

export const POST = route({
  summary: "Takes an event of a GitLab webhook as a hint which issue to fetch",
  access: "anonymous",
  response: deliveryAnswerSchema,
  status: 202,
  errors: ["unauthenticated", "unavailable"],
  handle: ({ env, request, clock }) =>
    receiveDelivery(webContext().deliveryDb, request, { secrets: env, now: clock.now }),
});
