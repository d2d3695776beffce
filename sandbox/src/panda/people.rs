//! Who works at the sandbox's water companies, and who may sign in.

use rusqlite::{Connection, OptionalExtension};

/// The registered project names; the last one starts without a single order.
pub const PROJECTS: [&str; 3] = ["熊猫智慧水务", "demo", "空项目"];

/// Id, name and department.
pub const USERS: [(i64, &str, &str); 12] = [
    (1, "系统管理员", "信息中心"),
    (7, "陈立群", "调度中心"),
    (12, "许文静", "客服中心"),
    (15, "赵国梁", "管网运维部"),
    (18, "孙晓岚", "水质监测中心"),
    (21, "何建平", "营业一所"),
    (23, "林海涛", "营业二所"),
    (27, "吴雨桐", "二次供水部"),
    (31, "郑浩然", "管网运维部"),
    (36, "沈佳怡", "客服中心"),
    (42, "周启明", "客服中心"),
    (58, "马晓东", "稽查大队"),
];

/// Username, password and user id; the first is the document's.
pub const ACCOUNTS: [(&str, &str, i64); 3] = [
    ("0CYKwAUCTLZ4KW6l", "1vOkb5Ps4XfitL6G", 42),
    ("dispatcher", "Dispatch-2024", 7),
    ("field", "Field-2024", 31),
];

/// Somebody who reports or handles.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub department: String,
}

/// The person with this id.
pub fn find(connection: &Connection, id: i64) -> rusqlite::Result<Option<Person>> {
    connection
        .query_row("SELECT id, name, department FROM panda_user WHERE id = ?1", [id], |row| {
            Ok(Person { id: row.get(0)?, name: row.get(1)?, department: row.get(2)? })
        })
        .optional()
}
