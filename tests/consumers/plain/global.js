// <script>: the package is a global, and so is the story, because modules do not load from file://.

/* global WorkOrderClient, story */
story.tell(story.submitAndList(new WorkOrderClient(story.options())));
