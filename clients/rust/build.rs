//! Makes Rust of the messages that the program uses.

fn main() {
    let protos = "../../Protos";
    let out = std::env::var("OUT_DIR").expect("cargo names it");
    let names = ["types", "templates", "merchants", "notifications"];
    let inputs: Vec<String> = names
        .iter()
        .map(|name| format!("{}/paynotify/v1/{}.proto", protos, name))
        .collect();
    for input in &inputs {
        println!("cargo:rerun-if-changed={}", input);
    }
    let mut customize = protobuf_codegen_pure::Customize::default();
    customize.gen_mod_rs = Some(true);
    protobuf_codegen_pure::Codegen::new()
        .customize(customize)
        .out_dir(out)
        .include(protos)
        .inputs(inputs)
        .run()
        .expect("the protos are legal");
}
