//! Forms: of a definition before the start, filled with an instance's values afterwards.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value};

use super::call::Call;
use super::reply::{Answer, Fail};
use super::values;

/// GET getProcessForm: of what can be started, or, for an instance, of the version that it runs on.
pub fn of_process(call: &Call) -> Answer {
    let need = |name: &str| call.asked(name).ok_or_else(|| Fail::parameter(call.dialect, name));
    let (definition, deployment) = (need("definitionId")?, need("deployId")?);
    let found: Option<(String, Option<i64>)> = call
        .tx
        .prepare_cached(
            "SELECT deployment_id, form_id FROM center_definition WHERE definition_id = ?1 AND (latest OR ?2)",
        )?
        .query_row((definition, call.asked("procInsId").is_some()), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (deployed, form) = found.ok_or_else(Fail::definition)?;
    if deployed != deployment {
        return Err(Fail::engine("流程部署没有对应的表单"));
    }
    let variables = match call.asked("procInsId") {
        None => None,
        Some(instance) => {
            let exists =
                call.tx.prepare_cached("SELECT 1 FROM center_instance WHERE id = ?1")?.exists([instance])?;
            if !exists {
                return Err(Fail::instance());
            }
            Some(call.engine().variables(instance)?)
        }
    };
    let form = match form {
        None => Value::Null,
        Some(id) => content(call, id, variables.as_ref())?,
    };
    call.data("操作成功", form)
}

/// A form's content, with an instance's values in it when there are some.
pub fn content(call: &Call, form: i64, variables: Option<&Map<String, Value>>) -> Result<Value, Fail> {
    let text: String =
        call.tx.query_row("SELECT content FROM center_form WHERE form_id = ?1", [form], |row| row.get(0))?;
    let mut content: Value = serde_json::from_str(&text)?;
    if let Some(variables) = variables {
        fill(&mut content, variables);
    }
    Ok(values::wire(call.dialect, content))
}

/// form-generator keeps values in each field's own configuration, VForm beside the widgets.
fn fill(form: &mut Value, variables: &Map<String, Value>) {
    if form.get("fields").is_some_and(Value::is_array) {
        fill_fields(&mut form["fields"], variables);
        return;
    }
    let own = |(name, _): &(&String, &Value)| *name != "processStatus" && *name != "initiator";
    form["formData"] =
        variables.iter().filter(own).map(|(name, value)| (name.clone(), value.clone())).collect();
}

fn fill_fields(fields: &mut Value, variables: &Map<String, Value>) {
    for field in fields.as_array_mut().into_iter().flatten() {
        if let Some(value) = field["__vModel__"].as_str().and_then(|name| variables.get(name)) {
            field["__config__"]["defaultValue"] = value.clone();
        }
        if field["__config__"].get("children").is_some() {
            fill_fields(&mut field["__config__"]["children"], variables);
        }
    }
}
