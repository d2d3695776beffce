//! A deployed BPMN file as the engine walks it: user tasks, events and the sequence flows between them.

use std::collections::HashSet;

use roxmltree::{Document, Node as Xml};

const FLOWABLE: &str = "http://flowable.org/bpmn";

/// What the engine knows of a node.
pub struct Node {
    /// `Activity_1div90g`
    pub id: String,
    /// 派单受理
    pub name: String,
    /// What becomes of a token that arrives.
    pub kind: Kind,
    /// `flowable:assignee`, `${initiator}` for the one who started the process.
    pub assignee: Option<String>,
    /// `flowable:candidateUsers`
    pub candidate_users: Vec<String>,
    /// `flowable:candidateGroups`
    pub candidate_groups: Vec<String>,
    /// The form of this task alone, from `flowable:formKey="key_…"`.
    pub form_id: Option<i64>,
}

/// The kinds of node that the sandbox's definitions use; there is no gateway: two flows out of a node run side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Where an instance begins.
    Start,
    /// Waits for a person.
    Task,
    /// Takes a token away.
    End,
}

/// A sequence flow.
pub struct Flow {
    /// `Flow_0k2x…`
    pub id: String,
    /// Source node.
    pub from: String,
    /// Target node.
    pub to: String,
}

/// A whole process.
pub struct Process {
    /// In the file's order.
    pub nodes: Vec<Node>,
    /// In the file's order.
    pub flows: Vec<Flow>,
}

impl Process {
    /// Reads a BPMN file.
    pub fn parse(xml: &str) -> Result<Self, String> {
        let document = Document::parse(xml).map_err(|error| error.to_string())?;
        let process =
            document.descendants().find(|n| n.tag_name().name() == "process").ok_or("no process")?;
        let mut parsed = Self { nodes: Vec::new(), flows: Vec::new() };
        for element in process.children().filter(Xml::is_element) {
            let attribute = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            let kind = match element.tag_name().name() {
                "startEvent" => Kind::Start,
                "userTask" => Kind::Task,
                "endEvent" => Kind::End,
                "sequenceFlow" => {
                    let (from, to) = (attribute("sourceRef"), attribute("targetRef"));
                    parsed.flows.push(Flow { id: attribute("id"), from, to });
                    continue;
                }
                _ => continue,
            };
            let flowable = |name: &str| element.attribute((FLOWABLE, name)).filter(|text| !text.is_empty());
            let list = |name: &str| flowable(name).map(split).unwrap_or_default();
            parsed.nodes.push(Node {
                id: attribute("id"),
                name: attribute("name"),
                kind,
                assignee: flowable("assignee").map(str::to_owned),
                candidate_users: list("candidateUsers"),
                candidate_groups: list("candidateGroups"),
                form_id: flowable("formKey").and_then(|key| key.strip_prefix("key_")?.parse().ok()),
            });
        }
        Ok(parsed)
    }

    /// A node by its id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// Where every instance begins.
    pub fn start(&self) -> Option<&Node> {
        self.nodes.iter().find(|node| node.kind == Kind::Start)
    }

    /// The nodes right after one.
    pub fn after(&self, id: &str) -> Vec<&Node> {
        self.flows.iter().filter(|flow| flow.from == id).filter_map(|flow| self.node(&flow.to)).collect()
    }

    /// Every node that can be reached from one, itself left out.
    pub fn reachable(&self, id: &str) -> HashSet<String> {
        let (mut found, mut next) = (HashSet::new(), vec![id.to_owned()]);
        while let Some(id) = next.pop() {
            next.extend(self.after(&id).iter().filter(|n| found.insert(n.id.clone())).map(|n| n.id.clone()));
        }
        found
    }
}

/// The parts of a comma-joined list.
pub fn split(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
