import { client } from "./shared/client.js";
import { submitAndList, tell } from "./shared/story.js";

tell(submitAndList(client));
